using JobLogs.Load.Query;

return args is ["store-query", .. var rest] ? await QueryLoad.RunAsync(rest) : 2;
