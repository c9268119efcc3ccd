using JobLogs.Server.Ingest;

namespace JobLogs.Tests.Server.Ingest;

public sealed class IngestOptionsTests
{
    [Fact]
    public void The_defaults_are_good() =>
        new IngestOptionsValidator().Validate(null, new IngestOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void All_that_is_wrong_is_named_at_once()
    {
        var wrong = new IngestOptions { MaxRequestEntries = 0, DrainSeconds = -1 };

        var result = new IngestOptionsValidator().Validate(null, wrong);

        result.Failures.ShouldBe(
        [
            "Ingest:MaxRequestEntries is 0; it must be a whole number from 1 to 1000000.",
            "Ingest:DrainSeconds is -1; it must be a whole number from 0 to 600.",
        ]);
    }
}
