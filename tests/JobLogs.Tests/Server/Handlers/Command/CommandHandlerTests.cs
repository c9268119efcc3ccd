using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Server.Handlers;
using JobLogs.Server.Handlers.Command;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Handlers.Command;

/// <summary>Commands as they are run: real processes of <c>/bin/sh</c>.</summary>
public sealed class CommandHandlerTests
{
    private const string Shell = "/bin/sh";

    private static readonly CommandOptions Options = new() { AllowedPrograms = [Shell], StopTime = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task Lines_become_entries_of_the_stream_that_they_came_on()
    {
        var context = await RunAsync("""echo one; echo two >&2; echo '{"msg":"three","level":"debug","n":1}'""");

        context.Sink.Entries.Select(entry => (entry.Message, entry.Level, entry.LoggerName, entry.Step)).ShouldBe(
            [
                ("one", JobLogLevel.Info, "stdout", "command"),
                ("two", JobLogLevel.Warning, "stderr", "command"),
                ("three", JobLogLevel.Debug, "stdout", "command"),
            ],
            ignoreOrder: true);
        context.Log.Entries[^1].Properties["exit_code"].ShouldBe(0);
        context.Steps.ShouldBe(["command"]);
    }

    [Fact]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        string[] odd = ["$HOME", "a b", "", "\"'\\", "*", "--", "中文"];
        var context = await RunAsync("""for a in "$@"; do echo "[$a]"; done""", parameters => parameters["arguments"] = (string[])["-c", "for a in \"$@\"; do echo \"[$a]\"; done", "sh", .. odd]);

        context.Sink.Entries.Select(entry => entry.Message).ShouldBe(odd.Select(argument => $"[{argument}]"));
    }

    [Fact]
    public async Task Only_a_few_variables_of_the_server_and_those_of_the_job_are_in_the_environment()
    {
        var context = await RunAsync("env", parameters => parameters["environment"] = new Dictionary<string, string> { ["REGION"] = "eu", ["TZ"] = "Asia/Shanghai" });

        var names = context.Sink.Entries.Select(entry => entry.Message.Split('=')[0]).ToArray();
        names.ShouldBeSubsetOf(
        [
            "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "REGION",
            "JOBLOGS_RUN_ID", "JOBLOGS_JOB_ID", "JOBLOGS_JOB_NAME", "JOBLOGS_ATTEMPT",

            // The shell's own.
            "PWD", "OLDPWD", "SHLVL", "_",
        ]);
        context.Sink.Entries.Select(entry => entry.Message).ShouldContain("REGION=eu");
        context.Sink.Entries.Select(entry => entry.Message).ShouldContain("TZ=Asia/Shanghai");
        context.Sink.Entries.Select(entry => entry.Message).ShouldContain("JOBLOGS_ATTEMPT=1");
        context.Sink.Entries.ShouldContain(entry => entry.Message.StartsWith("JOBLOGS_RUN_ID=run_"));
    }

    [Fact]
    public async Task It_starts_in_the_folder_that_the_job_names_with_empty_input()
    {
        var context = await RunAsync("pwd; cat; echo end", parameters => parameters["working_directory"] = "/usr");

        context.Sink.Entries.Select(entry => entry.Message).ShouldBe(["/usr", "end"]);
    }

    [Theory]
    [InlineData("exit 3", "exit_code_3")]
    [InlineData("kill -9 $$", "signal_9")]
    public async Task Another_exit_code_than_success_fails_the_run(string script, string code)
    {
        var context = Context(script);

        (await Should.ThrowAsync<JobFailedException>(() => Handler().ExecuteAsync(context))).Code.ShouldBe(code);

        var last = context.Log.Entries[^1];
        (last.Level, last.Properties["error_code"]).ShouldBe((LogLevel.Error, code));
        context.Steps.ShouldBe(["command failed"]);
    }

    [Fact]
    public async Task The_job_says_which_exit_codes_are_success() =>
        (await RunAsync("exit 3", parameters => parameters["success_exit_codes"] = (int[])[0, 3])).Log.Entries[^1].Properties["exit_code"].ShouldBe(3);

    [Fact]
    public async Task A_program_that_is_no_longer_allowed_is_not_run()
    {
        var failure = await Should.ThrowAsync<JobFailedException>(() => new CommandHandler(new CommandOptions(), TimeProvider.System).ExecuteAsync(Context("echo no")));

        failure.Code.ShouldBe("bad_parameters");
        failure.Message.ShouldContain("parameters.program");
        failure.Message.ShouldContain("COMMAND_ALLOWED_PROGRAMS");
    }

    [Fact]
    public async Task What_cannot_be_executed_fails_the_run()
    {
        var file = Path.GetTempFileName();
        try
        {
            (await FailAsync(file)).Code.ShouldBe("command_not_executable");
            File.Delete(file);
            (await FailAsync(file)).Code.ShouldBe("command_not_found");
        }
        finally
        {
            File.Delete(file);
        }

        static Task<JobFailedException> FailAsync(string program) => Should.ThrowAsync<JobFailedException>(
            () => new CommandHandler(new CommandOptions { AllowedPrograms = [program] }, TimeProvider.System).ExecuteAsync(
                new RecordingContext(Job, JsonSerializer.Serialize(new { program }))));
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_fails_the_run() =>
        (await Should.ThrowAsync<JobFailedException>(() => RunAsync("pwd", parameters => parameters["working_directory"] = "/no/such/folder")))
            .Code.ShouldBe("working_directory_not_found");

    [Fact]
    public async Task Much_output_is_taken_whole()
    {
        var context = await RunAsync("seq 1 200000");

        context.Sink.Entries.Count.ShouldBe(200_000);
        context.Sink.Last.Message.ShouldBe("200000");
    }

    [Fact]
    public async Task Whoever_lives_on_in_the_background_does_not_hold_up_the_run()
    {
        var context = await RunAsync("sleep 600 & echo $!; echo done");

        context.Log.Entries.ShouldContain(entry => (string?)entry.Properties.GetValueOrDefault("error_code") == "output_held_open");
        context.Sink.Last.Message.ShouldBe("done");
        Family.Kill(context.Sink.Entries[0].Message);
    }

    [Theory]
    [InlineData("sleep 600")]
    [InlineData("sh -c 'sleep 600; :'; :")]
    [InlineData("(sleep 600 &) ; sleep 600; :")]
    [InlineData("setsid sleep 600 & sleep 600; :")]
    [InlineData("trap '' TERM; (trap '' TERM; sleep 600; sleep 600); sleep 600")]
    public async Task Told_to_stop_the_command_ends_with_all_that_it_started(string script)
    {
        using var stop = new CancellationTokenSource();
        var context = Context($"echo ready; {script}", cancellationToken: stop.Token);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.Sink.OnWrite = () => ready.TrySetResult();

        var running = Handler().ExecuteAsync(context);
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);

        Family.Of(context).ShouldBeEmpty();
    }

    [Fact]
    public async Task Told_to_stop_the_command_may_say_goodbye()
    {
        using var stop = new CancellationTokenSource();
        var context = Context("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done", cancellationToken: stop.Token);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.Sink.OnWrite = () => ready.TrySetResult();

        var running = Handler().ExecuteAsync(context);
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);

        context.Sink.Entries.ShouldContain(entry => entry.Message == "bye");
    }

    private static JobDefinition Job => new() { Name = "backup", Type = "command", CronExpression = "0 3 * * *" };

    private static CommandHandler Handler() => new(Options, TimeProvider.System);

    private static async Task<RecordingContext> RunAsync(string script, Action<Dictionary<string, object>>? change = null)
    {
        var context = Context(script, change);
        await Handler().ExecuteAsync(context);
        return context;
    }

    private static RecordingContext Context(string script, Action<Dictionary<string, object>>? change = null, CancellationToken cancellationToken = default)
    {
        var parameters = new Dictionary<string, object> { ["program"] = Shell, ["arguments"] = (string[])["-c", script] };
        change?.Invoke(parameters);
        return new RecordingContext(Job, JsonSerializer.Serialize(parameters), cancellationToken) { RunNumber = Family.NextRun() };
    }
}
