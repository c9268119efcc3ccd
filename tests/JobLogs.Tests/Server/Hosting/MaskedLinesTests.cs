using JobLogs.Server.Hosting;
using JobLogs.Server.Secrets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Hosting;

public sealed class MaskedLinesTests
{
    [Fact]
    public void A_message_is_one_line_without_its_secrets()
    {
        var secrets = new KnownSecrets();
        secrets.Add("hunter2-value");
        var lines = new MaskedLines(secrets, new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));
        using var written = new StringWriter();
        var failure = new InvalidOperationException("no entry for\nhunter2-value");

        lines.Write(new LogEntry<string>(LogLevel.Error, "Some.Category", new EventId(7), "signing in with hunter2-value", failure, (text, _) => text), null, written);

        written.ToString().TrimEnd().ShouldBe(
            "2026-01-02T03:04:05.000Z fail: Some.Category[7] signing in with ************* System.InvalidOperationException: no entry for *************");
    }
}
