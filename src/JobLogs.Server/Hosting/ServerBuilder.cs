using JobLogs.Server.Access;
using JobLogs.Server.Alerts;
using JobLogs.Server.Comparisons;
using JobLogs.Server.Copies;
using JobLogs.Server.Diagnostics;
using JobLogs.Server.Fleet;
using JobLogs.Server.Handlers.Command;
using JobLogs.Server.Handlers.Http;
using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Server.Hosting.Elasticsearch;
using JobLogs.Server.Hosting.Databases;
using JobLogs.Server.Ingest;
using JobLogs.Server.Jobs;
using JobLogs.Server.Live;
using JobLogs.Server.Logs;
using JobLogs.Server.Papers;
using JobLogs.Server.Retention;
using JobLogs.Server.Runs;
using JobLogs.Server.Schedules;
using JobLogs.Server.Secrets;
using JobLogs.Server.Shippers;
using JobLogs.Server.Stores;
using JobLogs.Server.Web;
using JobLogs.Storage;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Hosting;

/// <summary>Puts the server together. Reads as its table of contents.</summary>
internal static class ServerBuilder
{
    /// <summary>A server that is ready to be started; its store is open.</summary>
    /// <exception cref="Settings.SettingException">A setting is wrong.</exception>
    /// <exception cref="Settings.RegistrationException">A part of it has a name that is none, or is taken.</exception>
    /// <exception cref="StoreUnavailableException">The database can't be opened.</exception>
    public static async Task<RunningServer> BuildAsync(string[] args, TimeProvider time, Action<IServiceCollection>? extend = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = CommandLine.Normalise(args) });
        builder.WebHost.UseKestrelHttpsConfiguration();

        // What a stream flushes goes to its socket on the thread that flushes, without a further turn in the thread pool's
        // queue, which with many followers is what they wait for most. "Unsafe" it is only where sockets complete on the polling thread,
        // which is not so unless DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS is set.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        ServerLog.Configure(builder);

        builder.Services.AddDatabases(extend);
        var database = Database.Of(builder.Services, builder.Configuration);
        var keyFile = database.File is { } file ? file + ".key" : null;
        var store = await database.OpenAsync(time, CancellationToken.None);
        try
        {
            var hasKeys = (await store.Access.KeysAsync(CancellationToken.None)).Count > 0;
            var reachable = ListenSettings.Apply(builder, hasKeys);
            AddFeatures(builder, store, keyFile, time, keysRequired: reachable);
            var app = builder.Build();

            // Now, and not when the host starts, which would also log what is wrong with a stack trace.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            PartsCheck.Run(app.Services);
            MapFeatures(app);
            return new RunningServer(app, store);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private static void AddFeatures(WebApplicationBuilder builder, IStore store, string? keyFile, TimeProvider time, bool keysRequired)
    {
        var configuration = builder.Configuration;
        builder.Services
            .AddSingleton(time)
            .AddStore(store)
            .AddHttpErrors()
            .AddAccess(configuration)
            .AddDiagnostics(configuration)
            .AddSystemdReadiness(configuration)
            .AddApiDescription()
            .AddWeb()

            // Hosted services stop in reverse order: the writer of the queue is added first, so that it stops last.
            .AddIngest(configuration)
            .AddKeys(configuration, keysRequired)
            .AddLive(configuration)
            .AddLogs()
            .AddPapers()
            .AddStores()
            .AddPaperSearch(configuration)
            .AddCommands(configuration)
            .AddHttpCalls(configuration)
            .AddSecrets(configuration, keyFile)
            .AddJobs()
            .AddRuns()
            .AddSchedules()
            .AddShippers()
            .AddComparisons()
            .AddAlerts(configuration)
            .AddFleet(store.Others)
            .AddRetention(configuration)
            .AddElasticsearch(configuration, store, time);
    }

    private static void MapFeatures(WebApplication app)
    {
        app.UseMiddleware<RequestLog>();
        app.UseHttpErrors();
        app.UseAccess();
        app.UseKeys();
        app.MapKeys();
        app.MapDiagnostics();
        app.MapApiDescription();
        app.MapWeb();
        app.MapIngest();
        app.MapLive();
        app.MapLogs();
        app.MapPapers();
        app.MapStores();
        app.MapCopies();
        app.MapJobs();
        app.MapRuns();
        app.MapSchedules();
        app.MapShippers();
        app.MapComparisons();
        app.MapRetention();
        app.MapAlerts();
    }
}
