using Microsoft.Extensions.Options;

namespace JobLogs.Server.Access.Keys;

/// <summary>Checks every value, so that a wrong start names all that is wrong.</summary>
internal sealed class KeyOptionsValidator : IValidateOptions<KeyOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        var failures = new List<string>();
        Check(nameof(KeyOptions.SessionHours), options.SessionHours, 1, 8_784);
        Check(nameof(KeyOptions.TicketSeconds), options.TicketSeconds, 5, 3_600);
        Check(nameof(KeyOptions.FailuresPerAddress), options.FailuresPerAddress, 1, 100_000);
        Check(nameof(KeyOptions.FailuresInAll), options.FailuresInAll, 1, 1_000_000);
        Check(nameof(KeyOptions.AuditDays), options.AuditDays, 1, 36_500);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string key, int value, int min, int max)
        {
            if (value < min || value > max)
            {
                failures.Add($"{KeyOptions.Section}:{key} is {value}; it must be a whole number from {min} to {max}.");
            }
        }
    }
}
