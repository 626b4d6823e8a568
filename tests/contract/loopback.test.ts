import { startHttp } from './loopbackWay';
import { describeContract } from './suite';

describeContract('the loopback host', startHttp);
