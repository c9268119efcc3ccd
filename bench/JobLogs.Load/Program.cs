using JobLogs.Load.Query;
using JobLogs.Load.Store;

return args switch
{
    ["store-query", .. var rest] => await QueryLoad.RunAsync(rest),
    ["store-commit", .. var rest] => await StoreCommitLoad.RunAsync(rest),
    _ => 2,
};
