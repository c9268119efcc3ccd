// A worker to be killed. It logs numbers into a run, and says on standard output up to which number they are safe.
// worker SERVER SPOOL RUN NAME    logs until it is killed
// worker SERVER SPOOL             sends what is left in the spool
using JobLogs.Client;
using Microsoft.Extensions.Logging;

var options = new JobLogsOptions { ServerAddress = new Uri(args[0]) };
options.Shipping.SpoolFolder = args[1];
options.Shipping.BatchDelay = TimeSpan.FromMilliseconds(20);
options.Shipping.LongestPause = TimeSpan.FromSeconds(1);
options.Shipping.SegmentBytes = 64 * 1024;
await using var client = new JobLogsClient(options);
if (args.Length == 2)
{
    await client.DeliverSpoolAsync();
    return;
}

using var logging = LoggerFactory.Create(static builder => builder.AddJobLogs());
var logger = logging.CreateLogger("Worker");
await using var run = client.AttachRun(args[2]);
using var inside = run.Enter();
for (var number = 1; ; number++)
{
    logger.LogInformation("{worker}: {number}", args[3], number);
    if (number % 10 == 0)
    {
        await run.SaveAsync();
        Console.WriteLine(number);
        await Task.Delay(1);
    }
}
