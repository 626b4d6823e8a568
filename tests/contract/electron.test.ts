import { startElectron } from './electronWay';
import { describeContract } from './suite';

describeContract('the desktop host', startElectron);
