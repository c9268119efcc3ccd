using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Runs;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Begins and ends steps.</summary>
internal static class ChangeStepExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, ChangeStep command)
    {
        command.MissingStep = null;
        command.Step = null;
        var run = transaction.FindRun(command.Run);
        command.Refusal = run is null ? Refusal.NotFound : run.IsLostTo(command.FencingToken) ? Refusal.LeaseLost : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        if (command.Begin)
        {
            Begin(transaction, command, run!);
        }
        else
        {
            End(transaction, command, run!);
        }

        if (command.Refusal == Refusal.None)
        {
            run!.RenewByWriting(transaction.Now);
        }
    }

    private static void Begin(WriteTransaction transaction, ChangeStep command, RunHead run)
    {
        command.Step = StepRows.Find(transaction.Connection, run.Id, command.StepId);
        if (command.Step is { } begun)
        {
            var same = begun.Name == command.Name && begun.ParentId == command.ParentId;
            command.Refusal = same ? Refusal.None : Refusal.WrongStatus;
            return;
        }

        if (command.ParentId is { } parent && StepRows.Find(transaction.Connection, run.Id, parent) is null)
        {
            command.Refusal = Refusal.NotFound;
            command.MissingStep = parent;
            return;
        }

        var name = command.Name ?? throw new InvalidOperationException($"Step '{command.StepId}' can't begin without a name.");
        transaction.Connection
            .Prepare("""
                INSERT INTO steps (run, id, ordinal, parent_id, name, status, attempt, started_at, commit_no)
                VALUES (?1, ?2, (SELECT coalesce(max(ordinal), 0) + 1 FROM steps WHERE run = ?1), ?3, ?4, 'running', ?5, ?6, ?7)
                """)
            .Bind(1, run.Id.Number).Bind(2, command.StepId).Bind(3, command.ParentId).Bind(4, name).Bind(5, run.Attempt)
            .Bind(6, command.TimestampMicros).Bind(7, transaction.Number)
            .Run();
        Finish(transaction, command, run, name);
    }

    private static void End(WriteTransaction transaction, ChangeStep command, RunHead run)
    {
        command.Step = StepRows.Find(transaction.Connection, run.Id, command.StepId);
        if (command.Step is not { } step)
        {
            command.Refusal = Refusal.NotFound;
            command.MissingStep = command.StepId;
            return;
        }

        var status = command.Status ?? throw new InvalidOperationException($"Step '{command.StepId}' can't end without a status.");
        if (step.FinishedAt is not null)
        {
            command.Refusal = step.Status == status ? Refusal.None : Refusal.WrongStatus;
            return;
        }

        transaction.Connection
            .Prepare("UPDATE steps SET status = ?, finished_at = ?, commit_no = ? WHERE run = ? AND id = ?")
            .Bind(1, status).Bind(2, command.TimestampMicros).Bind(3, transaction.Number).Bind(4, run.Id.Number).Bind(5, command.StepId)
            .Run();
        var parent = step.ParentId is { } id ? StepRows.Find(transaction.Connection, run.Id, id) : null;
        Finish(transaction, command, run, parent is { FinishedAt: null } ? parent.Name : null);
    }

    private static void Finish(WriteTransaction transaction, ChangeStep command, RunHead run, string? currentStep)
    {
        if (!run.Status.IsFinal())
        {
            transaction.Connection
                .Prepare("UPDATE runs SET current_step = ? WHERE run = ?")
                .Bind(1, currentStep).Bind(2, run.Id.Number)
                .Run();
        }

        transaction.Tells = true;
        command.Step = StepRows.Find(transaction.Connection, run.Id, command.StepId);
    }
}
