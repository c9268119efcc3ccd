using JobLogs.Load.Measuring;
using JobLogs.Load.Raw;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace JobLogs.Load.Serving;

/// <summary>An empty Kestrel application with SQLite: what mode start compares with. Runs until it is stopped.</summary>
internal sealed class BareServerMode : IMode
{
    /// <inheritdoc />
    public string Name => "bare-server";

    /// <inheritdoc />
    public string Summary => "an empty Kestrel application with SQLite, to compare with; runs until it is stopped";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options => [new("file", "bare.db", "the file; made when missing")];

    /// <inheritdoc />
    public async Task RunAsync(Arguments arguments, Report report)
    {
        using var database = BareDatabase.Create(Path.GetFullPath(arguments.Text("file")));
        database.Execute("CREATE TABLE IF NOT EXISTS bare (key INTEGER PRIMARY KEY)");
        using var statement = database.Prepare("SELECT * FROM bare LIMIT 1");
        var one = new Lock();

        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var application = builder.Build();
        application.Run(context =>
        {
            lock (one)
            {
                database.Run(statement.DangerousGetHandle());
            }

            return context.Response.WriteAsync("ok");
        });
        await application.RunAsync();
    }
}
