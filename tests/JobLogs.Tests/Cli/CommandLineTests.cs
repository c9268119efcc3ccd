using JobLogs.Cli;

namespace JobLogs.Tests.Cli;

/// <summary>How commands are written.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("jobs create papers --keyword ML --keyword AI --cron * -o json")]
    [InlineData("jobs update nightly --resume")]
    [InlineData("runs list nightly")]
    [InlineData("logs run_1 --follow --min-level INFO --since 2h")]
    [InlineData("search text --level ERROR CRITICAL --until 2025-01-31T10:30:00Z")]
    [InlineData("stats nightly --interval 1h -o csv")]
    [InlineData("export --format csv --file out.csv")]
    [InlineData("trigger nightly --follow")]
    [InlineData("cancel run_1")]
    [InlineData("diff run_1")]
    [InlineData("diff run_1 run_2 --output json")]
    [InlineData("verify-copy --job nightly")]
    [InlineData("keys create ci --role writer --days 30")]
    [InlineData("login --server http://logs.example.org:8000 --no-key")]
    [InlineData("profiles")]
    [InlineData("logout")]
    [InlineData("completion zsh")]
    [InlineData("spool send --wait 5")]
    [InlineData("exec --job nightly --timeout 60 --quiet -- backup --all --output json")]
    public void Every_command_is_understood(string line) => ErrorsOf(line).ShouldBeEmpty();

    [Theory]
    [InlineData("logs --min-levle INFO", "--min-levle")]
    [InlineData("logs --since yesterday", "'yesterday' is not a time")]
    [InlineData("jobs list --server logs.example.org", "'logs.example.org' is not an address such as")]
    [InlineData("jobs list --output yaml", "yaml")]
    [InlineData("keys create ci --role king", "king")]
    [InlineData("completion powershell", "powershell")]
    [InlineData("export --format xml", "xml")]
    [InlineData("diff", "diff")]
    [InlineData("diff run_1 run_2 run_3", "run_3")]
    [InlineData("keys create ci", "--role")]
    [InlineData("jobs update nightly --resume --paused-until 2026-01-31T08:00Z", "write one of them")]
    public void What_is_wrong_is_named(string line, string part) => string.Join('\n', ErrorsOf(line)).ShouldContain(part);

    private static IEnumerable<string> ErrorsOf(string line) => CommandLine.Root().Parse(line.Split(' ')).Errors.Select(error => error.Message);
}
