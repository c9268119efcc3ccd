using Xunit;

namespace JobLogs.Testing.Search;

/// <summary>There is no search server on this machine, or it doesn't start.</summary>
/// <param name="expected">Whether there should be one: it is there and doesn't start.</param>
internal sealed class SearchServersMissingException(string message, bool expected) : Exception(message)
{
    /// <summary>What the test is to throw: it is skipped where there is none, and fails with <c>CI=true</c> where it should have started.</summary>
    public Exception Refuse()
    {
        if (!expected || !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Skip(Message);
        }

        return new InvalidOperationException(Message + " With CI=true that is a failure.", this);
    }
}
