using System.Diagnostics;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>An rsyslogd of a test's own, with a socket, a work folder and a process id file that nobody else uses.</summary>
internal sealed class RsyslogProcess : IDisposable
{
    private const string Daemon = "/usr/sbin/rsyslogd";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("joblogs-rsyslog-").FullName;
    private Process? _process;

    private RsyslogProcess()
    {
    }

    private string Socket => Path.Combine(_folder, "log");

    /// <summary>Where rsyslog or its module for Elasticsearch is missing, the test is skipped.</summary>
    public static RsyslogProcess PrepareOrSkip()
    {
        var hasModule = Directory.Exists("/usr/lib") && Directory.EnumerateDirectories("/usr/lib").Any(static folder => File.Exists(Path.Combine(folder, "rsyslog", "omelasticsearch.so")));
        Assert.SkipUnless(File.Exists(Daemon) && hasModule, "needs rsyslog with its module for Elasticsearch (Debian: rsyslog-elasticsearch)");
        return new RsyslogProcess();
    }

    /// <summary>Starts it, and waits until it takes messages.</summary>
    public async Task StartAsync(string config)
    {
        var file = Path.Combine(_folder, "rsyslog.conf");
        using var listening = new FileSystemWatcher(_folder, "log");
        var isThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        listening.Created += (_, _) => isThere.TrySetResult();
        listening.EnableRaisingEvents = true;
        await File.WriteAllTextAsync(
            file,
            $"""
            global(workDirectory="{_folder}")
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="{Socket}")
            {config}
            """);
        _process = Process.Start(new ProcessStartInfo(Daemon, ["-n", "-f", file, "-i", Path.Combine(_folder, "pid")]) { RedirectStandardError = true })!;
        var ended = _process.WaitForExitAsync();
        var first = await Task.WhenAny(isThere.Task, ended).WaitAsync(Patience);
        if (first == ended)
        {
            throw new InvalidOperationException("rsyslogd did not start: " + await _process.StandardError.ReadToEndAsync());
        }
    }

    /// <summary>Writes to its syslog, as <c>logger</c> does.</summary>
    public async Task LogAsync(string tag, string severity, string message)
    {
        using var logger = Process.Start("logger", ["--socket", Socket, "--tag", tag, "--priority", "user." + severity, "--", message]);
        await logger.WaitForExitAsync();
        logger.ExitCode.ShouldBe(0);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
