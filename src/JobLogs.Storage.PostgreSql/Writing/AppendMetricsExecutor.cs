using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Records metrics.</summary>
internal static class AppendMetricsExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, AppendMetrics command, CancellationToken cancellationToken)
    {
        var run = await transaction.FindRunAsync(command.Run, cancellationToken);
        command.Refusal = run is null ? Refusal.NotFound : run.IsLostTo(command.FencingToken) ? Refusal.LeaseLost : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        foreach (var metric in command.Metrics)
        {
            transaction.Add(new MetricRecorded
            {
                Event = 0,
                Commit = transaction.Number,
                Job = run!.Job.Id,
                Run = run.Id,
                AfterSeq = 0,
                TimestampMicros = metric.TimestampMicros,
                Name = metric.Name,
                Value = metric.Value,
                Type = metric.Type,
                Labels = metric.Labels,
            });
        }

        run!.RenewByWriting(transaction.Now);
    }
}
