// Owns how schemas work in the page: without compiling code, which the page's policy forbids and the browser would report.
// Comes before the contract, whose schemas ask for it as they are made.
import { z } from 'zod';

z.config({ jitless: true });
