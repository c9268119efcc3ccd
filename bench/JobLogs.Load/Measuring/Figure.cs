namespace JobLogs.Load.Measuring;

/// <summary>Numbers as they are shown: three figures that mean something.</summary>
internal static class Figure
{
    /// <summary>The number, rounded for a reader.</summary>
    public static string Of(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("#,##0"),
        >= 100 => value.ToString("0"),
        >= 10 => value.ToString("0.0"),
        _ => value.ToString("0.###"),
    };
}
