using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Secrets;

/// <summary>Masks the secrets in what is about to be written: every text that a run can bring, on the one road to the database.</summary>
internal sealed class CommandMask
{
    private readonly KnownSecrets _secrets;
    private readonly TextChange _mask;

    public CommandMask(KnownSecrets secrets)
    {
        _secrets = secrets;
        _mask = secrets.Mask;
    }

    /// <summary>Masks them in all of these commands.</summary>
    public void Apply(List<StoreCommand> commands)
    {
        if (!_secrets.Any)
        {
            return;
        }

        foreach (var command in commands)
        {
            Apply(command);
        }
    }

    private void Apply(StoreCommand command)
    {
        switch (command)
        {
            case AppendEntries append:
                append.Batch.ChangeTexts(_mask);
                break;
            case AppendMetrics metrics:
                metrics.Metrics = [.. metrics.Metrics.Select(metric => metric with { Name = _secrets.Mask(metric.Name)!, Labels = _secrets.MaskJson(metric.Labels) })];
                break;
            case ReportProgress report:
                report.Progress = report.Progress is { } progress ? progress with { Message = _secrets.Mask(progress.Message) } : null;
                report.CurrentStep = _secrets.Mask(report.CurrentStep);
                break;
            case ChangeStep step:
                step.Name = _secrets.Mask(step.Name);
                break;
            case ChangeRun change:
                change.Reason = _secrets.Mask(change.Reason);
                change.Details = _secrets.MaskJson(change.Details);
                change.Error = change.Error is { } error ? new RunError(_secrets.Mask(error.Code)!, _secrets.Mask(error.Message)!) : null;
                break;
            case CreateRun create:
                create.Reason = _secrets.Mask(create.Reason)!;
                break;
        }
    }
}
