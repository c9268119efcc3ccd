namespace JobLogs.Load.Measuring;

/// <summary>Finds the mode that the command line names, and runs it.</summary>
internal static class CommandLine
{
    private const string Program = "dotnet run -c Release --project bench/JobLogs.Load --";

    /// <summary>Runs a mode. 0: done, whatever was found; 1: it could not be measured; 2: wrong command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<IMode> modes, string[] given)
    {
        if (given is [] or ["--help" or "-h" or "help"])
        {
            Help(modes);
            return given is [] ? 2 : 0;
        }

        var mode = modes.FirstOrDefault(mode => mode.Name == given[0]);
        if (mode is null)
        {
            await Console.Error.WriteLineAsync($"'{given[0]}' is not a mode. There are: {string.Join(' ', modes.Select(m => m.Name))}");
            return 2;
        }

        if (given[1..].Any(word => word is "--help" or "-h"))
        {
            Help(mode);
            return 0;
        }

        try
        {
            var report = new Report(Console.Out);
            var arguments = Arguments.Read(mode.Options, given.AsSpan(1));
            report.Head($"{Program} {string.Join(' ', given)}", mode.Summary);
            await mode.RunAsync(arguments, report);
            return 0;
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
        catch (Exception failed) when (failed is IOException or HttpRequestException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            await Console.Error.WriteLineAsync($"not measured: {failed.Message}");
            return 1;
        }
    }

    private static void Help(IReadOnlyList<IMode> modes)
    {
        Console.WriteLine($"Measures JobLogs against raw limits measured in the same run.\n\n  {Program} MODE [options]\n  {Program} MODE --help\n\nmodes");
        foreach (var mode in modes)
        {
            Console.WriteLine($"  {mode.Name,-12} {mode.Summary}");
        }

        Console.WriteLine("\noptions of every mode");
        List(Arguments.Common);
    }

    private static void Help(IMode mode)
    {
        Console.WriteLine($"{mode.Summary}\n\n  {Program} {mode.Name} [options]\n\noptions");
        List([.. mode.Options, .. Arguments.Common]);
    }

    private static void List(IReadOnlyList<Option> options)
    {
        foreach (var option in options)
        {
            var shown = option.IsSwitch || option.Default.Length == 0 ? "" : $" ({option.Default})";
            Console.WriteLine($"  --{option.Name,-12} {option.Meaning}{shown}");
        }
    }
}
