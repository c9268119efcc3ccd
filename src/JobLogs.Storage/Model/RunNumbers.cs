namespace JobLogs.Storage.Model;

/// <summary>Runs as <c>removals.spared</c> keeps them: in rising order, each as a varint of its number less that of the run before.</summary>
public static class RunNumbers
{
    /// <summary>The runs as bytes; they must be in rising order.</summary>
    public static byte[] Write(IReadOnlyList<RunId> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var bytes = new List<byte>(runs.Count * 2);
        var previous = 0L;
        foreach (var run in runs)
        {
            Varints.Append(bytes, run.Number - previous);
            previous = run.Number;
        }

        return [.. bytes];
    }

    /// <summary>The runs that <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">These are none.</exception>
    public static IReadOnlyList<RunId> Read(ReadOnlySpan<byte> bytes)
    {
        var runs = new List<RunId>();
        for (var previous = 0L; !bytes.IsEmpty;)
        {
            previous += Varints.Take(ref bytes);
            runs.Add(new RunId(previous));
        }

        return runs;
    }
}
