using JobLogs.Server;

return await JobLogsServer.RunAsync(args);
