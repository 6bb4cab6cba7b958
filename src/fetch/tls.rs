//! One enciphering for all requests: whom the system trusts is read once, with the first address that needs it.

use std::sync::{Arc, OnceLock};

use ureq::unversioned::transport::{ConnectionDetails, Connector, RustlsConnector, Transport};

/// The connector that all requests share.
#[derive(Clone, Debug)]
pub(super) struct Shared(Arc<RustlsConnector>);

impl Shared {
    /// The one of this process.
    pub(super) fn get() -> Self {
        static SHARED: OnceLock<Arc<RustlsConnector>> = OnceLock::new();
        Self(Arc::clone(SHARED.get_or_init(Arc::default)))
    }
}

impl<In: Transport> Connector<In> for Shared {
    type Out = <RustlsConnector as Connector<In>>::Out;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        self.0.connect(details, chained)
    }
}
