package io.spadework.model.nodes;

import io.spadework.model.Shape;
import io.spadework.model.study.Product;
import io.spadework.model.study.StudyPackage;

/** Product: several C x H x W to one, value by value. */
final class ProductRule extends NodeRule<Product> {

	ProductRule() {
		super(StudyPackage.Literals.PRODUCT, Product.class, 2, Integer.MAX_VALUE);
	}

	@Override
	Shape shape(Product node, Inputs inputs) throws MisfitException {
		return AlikeInputs.of(node, inputs);
	}
}
