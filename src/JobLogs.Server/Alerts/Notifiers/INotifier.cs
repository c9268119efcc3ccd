using JobLogs.Protocol.Alerts;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>
/// A means of telling people of alerts. To add one: a class that implements this, and one registration,
/// <c>services.AddNotifier&lt;MyNotifier&gt;()</c>. Everything else is done already: its fields are read and checked, secrets are
/// sealed, read as <c>"***"</c> and masked in every log; messages wait in the durable outbox, are sent in order, and are tried again as the
/// <see cref="Delivery"/> says. For any number of threads.
/// </summary>
public interface INotifier
{
    /// <summary>The word for it in the API, such as <c>webhook</c>: <c>type</c> of a notifier.</summary>
    string Type { get; }

    /// <summary>What its <c>settings</c> hold. A field that is not listed is refused.</summary>
    IReadOnlyList<NotifierField> Fields { get; }

    /// <summary>What is wrong with settings whose fields are each right by themselves; null for nothing.</summary>
    (string Field, string Text)? Check(NotifierSettings settings) => null;

    /// <summary>
    /// Tries once to send a message. Each try of one message has the same <see cref="AlertMessage.Id"/>, by which a receiver tells repeats. What
    /// goes wrong is said in the result; an exception counts as something that may pass.
    /// </summary>
    /// <param name="settings">The settings, with secrets in clear. They must be in no error text.</param>
    /// <param name="message">What to tell.</param>
    /// <param name="cancellationToken">Cancelled when the notifier's time for a try is over, or the server stops.</param>
    Task<Delivery> SendAsync(NotifierSettings settings, AlertMessage message, CancellationToken cancellationToken);
}
