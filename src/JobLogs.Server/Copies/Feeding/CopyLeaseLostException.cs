namespace JobLogs.Server.Copies.Feeding;

/// <summary>Another server feeds the copy by now, or it is to be made anew: whoever fed it begins again with taking it up.</summary>
internal sealed class CopyLeaseLostException() : Exception("The feeding of the copy has passed to another server, or begins anew.");
