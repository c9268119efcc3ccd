using System.Diagnostics;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>What a command ended with.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The lines of its output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Waits for the end of a process.</summary>
    /// <param name="process">It, with its output redirected.</param>
    /// <param name="patience">How long it may take: two minutes, unless it is said otherwise.</param>
    public static async Task<CliResult> OfAsync(Process process, TimeSpan? patience = null)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(patience ?? Patience);
        return new CliResult(process.ExitCode, await output, await error);
    }
}
