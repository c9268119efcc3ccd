using JobLogs.Load.Asking;
using JobLogs.Load.Following;
using JobLogs.Load.Ingesting;
using JobLogs.Load.Measuring;
using JobLogs.Load.Raw;
using JobLogs.Load.Removing;
using JobLogs.Load.Scheduling;
using JobLogs.Load.Serving;

IMode[] modes =
[
    new IngestMode(),
    new SingleMode(),
    new TailMode(),
    new FanoutMode(),
    new QueryMode(),
    new StartMode(),
    new DueMode(),
    new RetentionMode(),
    new LimitsMode(),
    new BareServerMode(),
];
return await CommandLine.RunAsync(modes, args);
