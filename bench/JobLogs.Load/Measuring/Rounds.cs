namespace JobLogs.Load.Measuring;

/// <summary>Measures several things in turns, so that what disturbs the machine disturbs all of them.</summary>
internal static class Rounds
{
    /// <summary>
    /// One round that doesn't count, in which code is compiled and files grow, then <paramref name="rounds"/> that do. Every
    /// second one runs backwards.
    /// </summary>
    /// <returns>The median of each column.</returns>
    public static async Task<double[]> MediansAsync(Report report, int rounds, params Series[] series)
    {
        var columns = series.SelectMany(one => one.Columns).ToArray();
        report.Line($"  {"",-8}{string.Concat(columns.Select(column => column.PadLeft(Width(column))))}");
        var found = new List<double[]>();
        for (var round = 0; round <= rounds; round++)
        {
            var figures = await RoundAsync(series, backwards: round % 2 == 1);
            report.Line(Row(round == 0 ? "warm-up" : $"round {round}", columns, figures));
            if (round > 0)
            {
                found.Add(figures);
            }
        }

        var medians = Enumerable.Range(0, columns.Length).Select(column => Median(found.Select(figures => figures[column]))).ToArray();
        report.Line(Row("median", columns, medians));
        return medians;
    }

    /// <summary>The middle of the values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static async Task<double[]> RoundAsync(Series[] series, bool backwards)
    {
        var figures = new double[series.Length][];
        for (var i = 0; i < series.Length; i++)
        {
            var place = backwards ? series.Length - 1 - i : i;
            figures[place] = await series[place].Measure();
        }

        return [.. figures.SelectMany(one => one)];
    }

    private static string Row(string name, string[] columns, double[] figures) =>
        $"  {name,-8}{string.Concat(columns.Zip(figures, (column, figure) => Figure.Of(figure).PadLeft(Width(column))))}";

    private static int Width(string column) => Math.Max(column.Length + 3, 12);
}
