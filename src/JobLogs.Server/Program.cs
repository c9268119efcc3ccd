using JobLogs.Server.Hosting;

return await JobLogsServer.RunAsync(args);
