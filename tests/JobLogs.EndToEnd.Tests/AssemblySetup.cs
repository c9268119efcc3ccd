using Xunit.Sdk;
using Xunit.v3;

// Each test starts processes of its own and waits for them most of the time: a few at once, the tests of one class one after the other.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 3)]
