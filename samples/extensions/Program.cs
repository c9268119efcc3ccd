using JobLogs.Server;
using Samples.Extensions;

return await JobLogsServer.RunAsync(args, services => services
    .AddJobHandler<DiskSpaceHandler>()
    .AddFilterField<MinDurationField>()
    .AddNotifier<NtfyNotifier>()
    .AddStoreProvider<TemporaryStore>());
