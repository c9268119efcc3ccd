using System.Diagnostics;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>Commands of the server program, in processes of their own.</summary>
internal static class ServerCommand
{
    /// <summary>Runs one to its end.</summary>
    public static async Task<CliResult> RunAsync(string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "joblogs-server.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DATABASE_URL"] = database;
        using var process = Process.Start(start)!;
        return await CliResult.OfAsync(process);
    }
}
