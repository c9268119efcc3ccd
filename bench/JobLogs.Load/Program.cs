using JobLogs.Load.Query;
using JobLogs.Load.Store;

return args switch
{
    ["store-query", .. var rest] => await QueryLoad.RunAsync(rest),
    ["store-commit", .. var rest] => await StoreCommitLoad.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: JobLogs.Load <mode> [options]
          store-commit [folder] [rounds]   SQLite group commits of 1,000 entries against bare inserts of the same rows
          store-query [entries] [file]     queries on one large log
        """);
    return 2;
}
