namespace JobLogs.Server.Runs;
