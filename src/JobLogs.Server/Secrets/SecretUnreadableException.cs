namespace JobLogs.Server.Secrets;

/// <summary>A secret parameter can't be opened: the key that it was sealed with is gone.</summary>
internal sealed class SecretUnreadableException(string name) : Exception(
    $"The secret parameter '{name}' can't be read: the key that it was encrypted with is neither in SECRET_KEY nor in the key file. Put the key back, or give the job the value anew.");
