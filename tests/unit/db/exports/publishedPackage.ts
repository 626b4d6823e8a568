// Owns the rules of https://specs.frictionlessdata.io/schemas/tabular-data-package.json, written out: what is not in them, or
// breaks them, fails the test.
import { z } from 'zod';

const name = z.string().regex(/^[-a-z0-9._/]+$/u);
const licence = z.strictObject({ name: z.string().regex(/^[-a-zA-Z0-9._]+$/u).optional(), path: z.string().optional(), title: z.string().optional() })
  .refine((each) => each.name !== undefined || each.path !== undefined);
const published = z.strictObject({
  profile: z.literal('tabular-data-package'), name, title: z.string().optional(), licenses: z.array(licence).min(1).optional(),
  resources: z.array(z.strictObject({
    profile: z.literal('tabular-data-resource'), name, title: z.string().optional(), format: z.enum(['csv', 'tsv']), encoding: z.literal('utf-8'),
    path: z.string().regex(/^(?=[^./~])(?!file:)(?:(?!\/\.\.\/)(?!\\)(?!:\/\/).)*$/su), mediatype: z.string().regex(/^[^/]+\/[^/]+$/u), bytes: z.int(), hash: z.string().regex(/^[^:]+:[a-fA-F0-9]+$/u),
    dialect: z.strictObject({
      csvddfVersion: z.number(), delimiter: z.string().length(1), lineTerminator: z.string(), quoteChar: z.string().length(1), doubleQuote: z.boolean(), skipInitialSpace: z.boolean(),
      header: z.boolean(), caseSensitiveHeader: z.boolean(),
    }),
    schema: z.strictObject({
      fields: z.array(z.strictObject({ name: z.string(), title: z.string(), type: z.literal('string'), description: z.string().optional() })).min(1), missingValues: z.array(z.string()),
    }),
  })).min(1).refine((resources) => new Set(resources.map((resource) => resource.name)).size === resources.length),
});

export function readPackage(text: string): z.infer<typeof published> {
  return published.parse(JSON.parse(text));
}
