using Xunit.Sdk;
using Xunit.v3;

// Each test starts processes of its own, two of them on a fixed port: one at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]
