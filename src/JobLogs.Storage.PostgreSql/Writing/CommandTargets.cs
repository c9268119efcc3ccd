using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>The jobs and runs that commands are about, so that a commit reads what it has to know of them in one question.</summary>
internal sealed record CommandTargets(HashSet<JobId> Jobs, HashSet<RunId> Runs)
{
    /// <summary>Those of some commands.</summary>
    public static CommandTargets Of(IReadOnlyList<StoreCommand> commands)
    {
        var targets = new CommandTargets([], []);
        for (var index = 0; index < commands.Count; index++)
        {
            targets.Add(commands[index]);
        }

        return targets;
    }

    private void Add(StoreCommand command)
    {
        _ = command switch
        {
            AppendEntries append => Runs.Add(append.Run),
            AppendMetrics metrics => Runs.Add(metrics.Run),
            ReportProgress progress => Runs.Add(progress.Run),
            ChangeStep step => Runs.Add(step.Run),
            ChangeRun change => Runs.Add(change.RunId),
            RenewLease renew => Runs.Add(renew.RunId),
            RequestCancel cancel => Runs.Add(cancel.RunId),
            CreateRun create => Jobs.Add(create.Job),
            UpdateJob update => Jobs.Add(update.JobId),
            DeleteJob delete => Jobs.Add(delete.Job),
            RemoveBefore remove => Jobs.Add(remove.Job),
            _ => false,
        };
    }
}
