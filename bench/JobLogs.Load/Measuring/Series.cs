namespace JobLogs.Load.Measuring;

/// <summary>Something that is measured once a round.</summary>
/// <param name="Columns">A heading, with its unit, for each number that <paramref name="Measure"/> returns.</param>
/// <param name="Measure">Measures once.</param>
internal sealed record Series(string[] Columns, Func<Task<double[]>> Measure)
{
    /// <summary>A series of one number.</summary>
    public static Series Of(string column, Func<double> measure) => new([column], () => Task.FromResult(new[] { measure() }));
}
