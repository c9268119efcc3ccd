namespace JobLogs.Server.Hosting;

#pragma warning disable RS0030 // There is no logger yet, or any more, for these few words.

/// <summary>What the server says before it has a log, and after.</summary>
internal static class StartLog
{
    /// <summary>Says a line on standard error.</summary>
    public static void Say(string line) => Console.Error.WriteLine(line);
}
