using JobLogs.Load.Asking;
using JobLogs.Load.Following;
using JobLogs.Load.Ingesting;
using JobLogs.Load.Measuring;
using JobLogs.Load.Query;
using JobLogs.Load.Raw;
using JobLogs.Load.Removing;
using JobLogs.Load.Scheduling;
using JobLogs.Load.Serving;
using JobLogs.Load.Store;

IMode[] modes =
[
    new IngestMode(),
    new SingleMode(),
    new TailMode(),
    new AcrossMode(),
    new FanoutMode(),
    new QueryMode(),
    new StartMode(),
    new DueMode(),
    new RetentionMode(),
    new StoreCommitMode(),
    new PostgresCommitMode(),
    new StoreQueryMode(),
    new LimitsMode(),
    new BareServerMode(),
];
return await CommandLine.RunAsync(modes, args);
