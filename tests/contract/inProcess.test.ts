import { startInProcess } from './coreWays';
import { describeContract } from './suite';

describeContract('the core in process', startInProcess);
