using Microsoft.Extensions.Options;

namespace JobLogs.Server.Ingest;

/// <summary>Checks every value, so that a wrong start names all that is wrong.</summary>
internal sealed class IngestOptionsValidator : IValidateOptions<IngestOptions>
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;
    private const int GiB = 1024 * MiB;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, IngestOptions options)
    {
        var failures = new List<string>();
        Check(nameof(IngestOptions.MaxRequestBytes), options.MaxRequestBytes, KiB, GiB);
        Check(nameof(IngestOptions.MaxRequestEntries), options.MaxRequestEntries, 1, 1_000_000);
        Check(nameof(IngestOptions.MaxMessageBytes), options.MaxMessageBytes, 256, MiB);
        Check(nameof(IngestOptions.MaxDetailsBytes), options.MaxDetailsBytes, 256, MiB);
        Check(nameof(IngestOptions.MaxExceptionBytes), options.MaxExceptionBytes, 256, MiB);
        Check(nameof(IngestOptions.MaxNameCodePoints), options.MaxNameCodePoints, 16, 4096);
        Check(nameof(IngestOptions.QueueCommands), options.QueueCommands, 1, 1_000_000);
        Check(nameof(IngestOptions.QueueEntries), options.QueueEntries, 1, 100_000_000);
        Check(nameof(IngestOptions.QueueBytes), options.QueueBytes, 64 * KiB, int.MaxValue);
        Check(nameof(IngestOptions.BatchEntries), options.BatchEntries, 1, 1_000_000);
        Check(nameof(IngestOptions.BatchBytes), options.BatchBytes, 64 * KiB, GiB);
        Check(nameof(IngestOptions.RunBufferEntries), options.RunBufferEntries, 1, 1_000_000);
        Check(nameof(IngestOptions.RunBufferBytes), options.RunBufferBytes, 64 * KiB, GiB);
        Check(nameof(IngestOptions.DrainSeconds), options.DrainSeconds, 0, 600);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string key, int value, int min, int max)
        {
            if (value < min || value > max)
            {
                failures.Add($"{IngestOptions.Section}:{key} is {value}; it must be a whole number from {min} to {max}.");
            }
        }
    }
}
