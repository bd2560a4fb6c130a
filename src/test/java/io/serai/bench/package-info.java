/** The benchmark: one command that measures Serai beside the gateways people use; see src/main/docs/benchmark.md. */
package io.serai.bench;
