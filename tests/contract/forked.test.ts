import { startForked } from './coreWays';
import { describeContract } from './suite';

describeContract('the core in a process of its own', startForked);
