using JobLogs.Protocol;
using JobLogs.Protocol.Comparisons;
using JobLogs.Protocol.Entries;

namespace JobLogs.Cli.Output;

/// <summary>Tells people what was different in a run from another; what was the same is left out.</summary>
internal static class ComparisonPrinter
{
    /// <summary>Writes it.</summary>
    public static void Write(RunComparison comparison, TextWriter output)
    {
        WriteRun("run ", comparison.Run, output);
        WriteRun("base", comparison.Base, output);
        WriteLevels(comparison, output);
        if (comparison.Steps.Count > 0)
        {
            output.WriteLine();
            ComparisonTables.Steps(comparison.Steps).WriteTo(output);
        }

        WriteDivergence(comparison.FirstDivergence, output);
        var patterns = comparison.Patterns;
        WritePatterns("New messages", patterns.New, static pattern => $"{pattern.Run}x", output);
        WritePatterns("Missing messages", patterns.Missing, static pattern => $"{pattern.Base}x", output);
        WritePatterns("More or fewer", patterns.Changed, static pattern => $"{pattern.Base}x → {pattern.Run}x", output);
        output.WriteLine();
        output.WriteLine(patterns.Common == 1 ? "1 kind of message is in both." : $"{patterns.Common} kinds of messages are in both.");
        if (comparison.Metrics.Count > 0)
        {
            output.WriteLine();
            ComparisonTables.Metrics(comparison.Metrics).WriteTo(output);
        }
    }

    private static void WriteRun(string which, ComparedRun run, TextWriter output)
    {
        output.Write($"{which}  {run.JobRunId}  {Colour.Status(run.Status)}  {Texts.ShortTime(run.StartedAt)}  {Texts.Duration(run.DurationMs)}  {run.Entries} entries");
        output.WriteLine(run.ComparedEntries < run.Entries ? $", of which the first {run.ComparedEntries} were compared" : "");
    }

    private static void WriteLevels(RunComparison comparison, TextWriter output)
    {
        var table = new Table("level", "base", "run", "difference");
        foreach (var (level, (theirs, ours)) in ComparisonTables.ByLevel(comparison))
        {
            if (ours > 0 || theirs > 0)
            {
                table.Add(level, theirs.ToString(), ours.ToString(), ComparisonTables.Signed(ours - theirs, static count => count.ToString()));
            }
        }

        if (!table.IsEmpty)
        {
            output.WriteLine();
            table.WriteTo(output);
        }
    }

    private static void WriteDivergence(Divergence? divergence, TextWriter output)
    {
        if (divergence is null)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("First divergence");
        output.WriteLine(divergence.After is { } after ? $"  after     {Line(after)}" : "  at the beginning");
        for (var i = 0; i < divergence.Expected.Count; i++)
        {
            output.WriteLine($"  {(i == 0 ? "the base " : "      or ")} {Texts.OneTerminal(divergence.Expected[i])}");
        }

        if (divergence.Expected.Count == 0)
        {
            output.WriteLine("  the base  ends");
        }

        output.WriteLine(divergence.Entry is { } entry ? $"  the run   {Line(entry)}" : "  the run   ends");
    }

    private static void WritePatterns(string title, IReadOnlyList<PatternDifference> patterns, Func<PatternDifference, string> count, TextWriter output)
    {
        if (patterns.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        foreach (var pattern in patterns)
        {
            var level = LevelNames.TryParse(pattern.Level, out var known) ? Colour.Level(known, pattern.Level.PadRight(8)) : pattern.Level.PadRight(8);
            var step = pattern.Step is null ? "" : Colour.Dim($"[{Texts.OneTerminal(pattern.Step)}] ");
            output.WriteLine($"  {count(pattern),8}  {level} {step}{Texts.OneTerminal(pattern.Pattern)}");
        }
    }

    private static string Line(LogEntry entry) =>
        $"{Colour.Level(entry.Level, LevelNames.ToText(entry.Level))} {(entry.Step is null ? "" : $"[{Texts.OneTerminal(entry.Step)}] ")}{Texts.OneTerminal(entry.Message)}";
}
