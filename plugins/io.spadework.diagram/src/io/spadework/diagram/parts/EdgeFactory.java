package io.spadework.diagram.parts;

import org.eclipse.gef.requests.CreationFactory;

/** What a tool that draws edges makes: an edge into whichever port suits. */
final class EdgeFactory implements CreationFactory {

	static final EdgeFactory ANY = new EdgeFactory();

	private EdgeFactory() {
	}

	@Override
	public Object getNewObject() {
		return null;
	}

	@Override
	public Object getObjectType() {
		return EdgeFactory.class;
	}
}
