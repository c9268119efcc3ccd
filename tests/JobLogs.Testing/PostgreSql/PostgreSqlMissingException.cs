using Xunit;

namespace JobLogs.Testing.PostgreSql;

/// <summary>There is no PostgreSQL on this machine.</summary>
internal sealed class PostgreSqlMissingException(string message) : Exception(message)
{
    /// <summary>What the test is to throw: it is skipped on a laptop and fails where everything must be tested.</summary>
    public Exception Refuse()
    {
        if (!string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Skip(Message);
        }

        return new InvalidOperationException(Message + " With CI=true that is a failure.", this);
    }
}
