using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>Records metrics of a run. <see cref="Refusal.NotFound"/> or <see cref="Refusal.LeaseLost"/>; renews an external run's lease.</summary>
public sealed class AppendMetrics(RunId run, IReadOnlyList<MetricValue> metrics) : StoreCommand
{
    /// <summary>The run.</summary>
    public RunId Run { get; } = run;

    /// <summary>What to record, in order.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; set; } = metrics;

    /// <summary>The token that the writer holds; null when it is not the run's executor.</summary>
    public int? FencingToken { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <inheritdoc />
    public override int Entries => Metrics.Count;
}
