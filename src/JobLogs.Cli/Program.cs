using JobLogs.Cli;

return await CommandLine.RunAsync(args, CancellationToken.None);
