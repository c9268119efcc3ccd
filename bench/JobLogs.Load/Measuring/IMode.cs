namespace JobLogs.Load.Measuring;

/// <summary>One thing that can be measured.</summary>
internal interface IMode
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Summary { get; }

    /// <summary>What can be set, besides <see cref="Arguments.Common"/>.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>Measures, and writes what it found.</summary>
    Task RunAsync(Arguments arguments, Report report);
}
