using System.Diagnostics;
using System.Text.Json;
using JobLogs.Server.Handlers.Command;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Handlers.Command;

/// <summary>A command that writes faster than its entries can be taken.</summary>
public sealed class CommandBackpressureTests : IDisposable
{
    // What two pipes can hold, and what is read at once.
    private const int MostUnderWay = (2 * 64 * 1024) + (64 * 1024);

    private readonly ManualResetEventSlim _room = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task The_command_waits_until_there_is_room()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-command-").FullName;
        var written = Path.Combine(folder, "written");
        var context = Context($"for i in $(seq 1 30); do seq 100000 110000; echo $i >> {written}; done");
        var running = Start(context);
        await _full.Task.WaitAsync(TimeSpan.FromSeconds(30));

        // A round is 70,007 bytes: the command can't have got further than the pipes let it.
        (File.Exists(written) ? File.ReadAllLines(written).Length : 0).ShouldBeLessThanOrEqualTo(MostUnderWay / 70_007);
        Family.Of(context).ShouldNotBeEmpty();

        _room.Set();
        await running;
        context.Sink.Entries.Count.ShouldBe(30 * 10_001);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Told_to_stop_while_its_output_waits_the_command_is_stopped()
    {
        var context = Context("echo $$; exec yes");
        var running = Start(context);
        await _full.Task.WaitAsync(TimeSpan.FromSeconds(30));
        using var command = Process.GetProcessById(int.Parse(context.Sink.Entries[0].Message));

        await _stop.CancelAsync();
        await command.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        running.IsCompleted.ShouldBeFalse();
        _room.Set();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    public void Dispose()
    {
        _room.Set();
        _room.Dispose();
        _stop.Dispose();
    }

    private static Task Start(RecordingContext context) =>
        new CommandHandler(new CommandOptions { AllowedPrograms = ["/bin/sh"] }, TimeProvider.System).ExecuteAsync(context);

    private RecordingContext Context(string script)
    {
        var parameters = JsonSerializer.Serialize(new { program = "/bin/sh", arguments = new[] { "-c", script } });
        var context = new RecordingContext(new JobDefinition { Name = "much", Type = "command", CronExpression = "0 3 * * *" }, parameters, _stop.Token)
        {
            RunNumber = Family.NextRun(),
        };
        context.Sink.OnWrite = () =>
        {
            _full.TrySetResult();
            _room.Wait(CancellationToken.None);
        };
        return context;
    }
}
