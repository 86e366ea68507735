import { z } from 'zod';

// Written from the documented fields that the recipes use, strictly, so that a misspelt one is refused: the full JSON
// schemas weigh megabytes and come in no small package. GitHub: "Workflow syntax for GitHub Actions"; Kubernetes: the
// API reference of batch/v1 Job and core/v1 PodSpec.

const textOrNumber = z.union([z.string(), z.number()]);

const stepSchema = z.union([
  z.strictObject({ run: z.string(), name: z.string().optional() }),
  z.strictObject({
    uses: z.string().regex(/^[\w-]+\/[\w-]+@v\d+$/),
    name: z.string().optional(),
    with: z.record(z.string(), textOrNumber).optional(),
  }),
]);

export const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.literal('workflow_dispatch'),
  permissions: z.record(z.string(), z.enum(['read', 'write', 'none'])),
  jobs: z.record(
    z.string().regex(/^[A-Za-z_][\w-]*$/),
    z.strictObject({
      needs: z.string().optional(),
      'runs-on': z.string(),
      'timeout-minutes': z.int().positive().optional(),
      strategy: z
        .strictObject({
          'fail-fast': z.boolean().optional(),
          matrix: z.record(z.string(), z.array(textOrNumber).min(1).max(256)),
        })
        .optional(),
      env: z.record(z.string(), textOrNumber).optional(),
      steps: z.array(stepSchema).min(1),
    }),
  ),
});

const quantitySchema = z.string().regex(/^\d+(\.\d+)?(m|Ki|Mi|Gi)?$/);
const resourcesSchema = z.strictObject({ cpu: quantitySchema.optional(), memory: quantitySchema.optional() });
const dnsLabelSchema = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);

export const jobSchema = z.strictObject({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('Job'),
  metadata: z.strictObject({ name: dnsLabelSchema }),
  spec: z.strictObject({
    completionMode: z.enum(['Indexed', 'NonIndexed']),
    completions: z.int().positive(),
    parallelism: z.int().positive(),
    backoffLimitPerIndex: z.int().nonnegative(),
    template: z.strictObject({
      spec: z.strictObject({
        restartPolicy: z.enum(['Never', 'OnFailure']),
        automountServiceAccountToken: z.boolean(),
        containers: z
          .array(
            z.strictObject({
              name: dnsLabelSchema,
              image: z.string(),
              workingDir: z.string(),
              command: z.array(z.string()),
              args: z.array(z.string()),
              env: z.array(
                z.strictObject({
                  name: z.string(),
                  valueFrom: z.strictObject({
                    secretKeyRef: z.strictObject({ name: dnsLabelSchema, key: z.string() }),
                  }),
                }),
              ),
              resources: z.strictObject({ requests: resourcesSchema, limits: resourcesSchema }),
              volumeMounts: z.array(z.strictObject({ name: dnsLabelSchema, mountPath: z.string() })),
            }),
          )
          .min(1),
        volumes: z.array(
          z.strictObject({
            name: dnsLabelSchema,
            persistentVolumeClaim: z.strictObject({ claimName: dnsLabelSchema }),
          }),
        ),
      }),
    }),
  }),
});
